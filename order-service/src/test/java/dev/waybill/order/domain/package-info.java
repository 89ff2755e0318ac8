/** Tests of the rules for orders. */
@NullMarked
package dev.waybill.order.domain;

import org.jspecify.annotations.NullMarked;
