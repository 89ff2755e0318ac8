/** What a process tells about its work while it runs. Off unless a setting turns it on. */
@NullMarked
package dev.waybill.common.telemetry;

import org.jspecify.annotations.NullMarked;
