/**
 * What a service's commands are made of: they name rows, decide on them, and leave what changed.
 */
@NullMarked
package dev.waybill.common.command;

import org.jspecify.annotations.NullMarked;
