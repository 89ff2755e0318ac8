/** The contracts of the shop as a whole. */
@NullMarked
package dev.waybill.system.contracts;

import org.jspecify.annotations.NullMarked;
