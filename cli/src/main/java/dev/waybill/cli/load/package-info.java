/** `waybill load`: places orders at a chosen rate and measures the answers. */
@NullMarked
package dev.waybill.cli.load;

import org.jspecify.annotations.NullMarked;
