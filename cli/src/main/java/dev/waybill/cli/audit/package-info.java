/** Checks over all three services that no order lost or kept what it should not, while they run. */
@NullMarked
package dev.waybill.cli.audit;

import org.jspecify.annotations.NullMarked;
