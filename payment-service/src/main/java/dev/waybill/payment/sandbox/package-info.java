/** A card processor to try things out with, which decides by the card token. */
@NullMarked
package dev.waybill.payment.sandbox;

import org.jspecify.annotations.NullMarked;
