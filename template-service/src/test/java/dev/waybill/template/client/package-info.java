/** Calls to other services, with fakes of them. */
@NullMarked
package dev.waybill.template.client;

import org.jspecify.annotations.NullMarked;
