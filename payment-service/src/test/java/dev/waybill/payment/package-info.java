/** Tests of the package of the same name. */
@NullMarked
package dev.waybill.payment;

import org.jspecify.annotations.NullMarked;
