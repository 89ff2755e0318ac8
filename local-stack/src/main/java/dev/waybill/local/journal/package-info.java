/** Records in a file what callers were told, so that the audit can compare it. */
@NullMarked
package dev.waybill.local.journal;

import org.jspecify.annotations.NullMarked;
