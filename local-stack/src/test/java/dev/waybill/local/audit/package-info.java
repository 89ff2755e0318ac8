/** Tests of the audit against scripted services. */
@NullMarked
package dev.waybill.local.audit;

import org.jspecify.annotations.NullMarked;
