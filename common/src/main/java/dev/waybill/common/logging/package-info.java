/** The process's log, and log lines about conditions that last for a while. */
@NullMarked
package dev.waybill.common.logging;

import org.jspecify.annotations.NullMarked;
