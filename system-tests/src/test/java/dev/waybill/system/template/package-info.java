/** Template-service as a real process, with those that it calls. */
@NullMarked
package dev.waybill.system.template;

import org.jspecify.annotations.NullMarked;
