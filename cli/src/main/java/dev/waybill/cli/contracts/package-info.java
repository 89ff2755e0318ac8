/** `waybill contracts`: gives the contracts to generators that are not part of this build. */
@NullMarked
package dev.waybill.cli.contracts;

import org.jspecify.annotations.NullMarked;
