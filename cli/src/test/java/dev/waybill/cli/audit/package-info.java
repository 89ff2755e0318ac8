/** Tests of `waybill audit`. */
@NullMarked
package dev.waybill.cli.audit;

import org.jspecify.annotations.NullMarked;
