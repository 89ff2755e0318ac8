/** The parts of a service's commands: they name rows, decide on them, and leave the changes. */
@NullMarked
package dev.waybill.common.command;

import org.jspecify.annotations.NullMarked;
