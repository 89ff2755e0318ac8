/** Tests of the package of the same name. */
@NullMarked
package dev.waybill.payment.sandbox;

import org.jspecify.annotations.NullMarked;
