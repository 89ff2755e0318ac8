/** Reads the text files that users provide. */
@NullMarked
package dev.waybill.local.text;

import org.jspecify.annotations.NullMarked;
