/** Tests of amounts of money. */
@NullMarked
package dev.waybill.common.money;

import org.jspecify.annotations.NullMarked;
