/** Asks the services what they find wrong with their own data. */
@NullMarked
package dev.waybill.local.invariants;

import org.jspecify.annotations.NullMarked;
