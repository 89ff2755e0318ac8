/** Tests of reading text files. */
@NullMarked
package dev.waybill.cli.text;

import org.jspecify.annotations.NullMarked;
