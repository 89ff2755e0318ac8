/** Calls to other services. */
@NullMarked
package dev.waybill.template.client;

import org.jspecify.annotations.NullMarked;
