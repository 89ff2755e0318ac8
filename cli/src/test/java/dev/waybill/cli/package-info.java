/** Tests of the command as a whole. */
@NullMarked
package dev.waybill.cli;

import org.jspecify.annotations.NullMarked;
