/** Tests of `waybill load`. */
@NullMarked
package dev.waybill.cli.load;

import org.jspecify.annotations.NullMarked;
