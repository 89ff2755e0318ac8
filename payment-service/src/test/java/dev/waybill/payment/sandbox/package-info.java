/** Tests of the sandbox card processor. */
@NullMarked
package dev.waybill.payment.sandbox;

import org.jspecify.annotations.NullMarked;
