/** Reads the text files that users provide. */
@NullMarked
package dev.waybill.cli.text;

import org.jspecify.annotations.NullMarked;
