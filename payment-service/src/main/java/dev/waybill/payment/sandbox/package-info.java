/** A card processor for trying things out; the card token determines its behavior. */
@NullMarked
package dev.waybill.payment.sandbox;

import org.jspecify.annotations.NullMarked;
