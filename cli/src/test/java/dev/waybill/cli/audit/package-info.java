/** Tests of the audit, against scripted services. */
@NullMarked
package dev.waybill.cli.audit;

import org.jspecify.annotations.NullMarked;
