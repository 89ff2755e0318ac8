/** Tests of the rules for payments. */
@NullMarked
package dev.waybill.payment.domain;

import org.jspecify.annotations.NullMarked;
