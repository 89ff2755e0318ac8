/** Orders, their states and the rules for them; independent of transport and store. */
@NullMarked
package dev.waybill.order.domain;

import org.jspecify.annotations.NullMarked;
