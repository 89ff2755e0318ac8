/** Tests of the parts of commands. */
@NullMarked
package dev.waybill.common.command;

import org.jspecify.annotations.NullMarked;
