/** Places the orders of a file over one stream. */
@NullMarked
package dev.waybill.cli.importing;

import org.jspecify.annotations.NullMarked;
