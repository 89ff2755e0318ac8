/** Tests of the order service as a whole. */
@NullMarked
package dev.waybill.order;

import org.jspecify.annotations.NullMarked;
