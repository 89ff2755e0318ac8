/** Summaries of what each service knows about an order, sorted so that the audit can join them. */
@NullMarked
package dev.waybill.local.audit.digest;

import org.jspecify.annotations.NullMarked;
