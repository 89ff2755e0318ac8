/**
 * Checks the invariants, each service's own and those across services, also while the services
 * work.
 */
@NullMarked
package dev.waybill.local.audit;

import org.jspecify.annotations.NullMarked;
