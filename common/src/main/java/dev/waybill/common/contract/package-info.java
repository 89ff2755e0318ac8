/** What the contract says about a call: its policy, and the rules for its request. */
@NullMarked
package dev.waybill.common.contract;

import org.jspecify.annotations.NullMarked;
