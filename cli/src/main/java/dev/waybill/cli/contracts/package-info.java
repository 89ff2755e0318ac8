/** `waybill contracts`: writes the contracts for generators that are not part of this build. */
@NullMarked
package dev.waybill.cli.contracts;

import org.jspecify.annotations.NullMarked;
