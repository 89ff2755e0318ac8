/** Tests of reading text files. */
@NullMarked
package dev.waybill.local.text;

import org.jspecify.annotations.NullMarked;
