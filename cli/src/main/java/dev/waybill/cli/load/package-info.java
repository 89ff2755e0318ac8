/** `waybill load`: places orders at a chosen pace and measures what comes back. */
@NullMarked
package dev.waybill.cli.load;

import org.jspecify.annotations.NullMarked;
