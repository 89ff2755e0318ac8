/** What a person sees: terminals, output streams, logs and error texts. */
@NullMarked
package dev.waybill.cli.console;

import org.jspecify.annotations.NullMarked;
