/**
 * Orders, the states they pass through, and the rules for that; knows no transport and no store.
 */
@NullMarked
package dev.waybill.order.domain;

import org.jspecify.annotations.NullMarked;
