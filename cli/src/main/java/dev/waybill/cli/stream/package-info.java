/** How the commands use streams: no faster than they can read, and across reconnects. */
@NullMarked
package dev.waybill.cli.stream;

import org.jspecify.annotations.NullMarked;
