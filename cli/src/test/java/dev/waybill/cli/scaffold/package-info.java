/** Tests of `waybill new`. */
@NullMarked
package dev.waybill.cli.scaffold;

import org.jspecify.annotations.NullMarked;
