/** Tests of orders placed in bulk. */
@NullMarked
package dev.waybill.order.imports;

import org.jspecify.annotations.NullMarked;
