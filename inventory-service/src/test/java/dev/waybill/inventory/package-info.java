/** Tests of the inventory service at its edge, on a real database. */
@NullMarked
package dev.waybill.inventory;

import org.jspecify.annotations.NullMarked;
