/**
 * Checks across all three services, while they run, that no order lost or kept what it should not.
 */
@NullMarked
package dev.waybill.cli.audit;

import org.jspecify.annotations.NullMarked;
