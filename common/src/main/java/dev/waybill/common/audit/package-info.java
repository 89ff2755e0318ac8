/** Lets an auditor check a service's own invariants; every service offers it. */
@NullMarked
package dev.waybill.common.audit;

import org.jspecify.annotations.NullMarked;
