/** Tests of writing the contracts. */
@NullMarked
package dev.waybill.cli.contracts;

import org.jspecify.annotations.NullMarked;
