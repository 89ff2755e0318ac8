/** What inventory knows and decides: items, stock, and the one decision it takes for an order. */
@NullMarked
package dev.waybill.inventory.domain;

import org.jspecify.annotations.NullMarked;
