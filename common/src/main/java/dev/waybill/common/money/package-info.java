/** Amounts of money, exact and with their currency. */
@NullMarked
package dev.waybill.common.money;

import org.jspecify.annotations.NullMarked;
