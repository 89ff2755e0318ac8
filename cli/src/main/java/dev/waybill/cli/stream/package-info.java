/** How the commands use streams: no faster than they can follow, and beyond the end of one call. */
@NullMarked
package dev.waybill.cli.stream;

import org.jspecify.annotations.NullMarked;
