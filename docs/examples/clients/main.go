// Places an order and watches it to its end: go run . localhost:50051
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	orderv1 "waybill.dev/contracts/waybill/order/v1"
)

func main() {
	connection, err := grpc.NewClient(os.Args[1], grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	orders := orderv1.NewOrderServiceClient(connection)
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()

	request := &orderv1.PlaceOrderRequest{
		RequestId:    uuid.NewString(), // the same on every repeat
		CustomerId:   "customer-go",
		Lines:        []*orderv1.PlaceOrderLine{{Sku: "SKU-001", Quantity: 1}},
		PaymentToken: "tok_ok",
	}
	placed, err := orders.PlaceOrder(ctx, request)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("placed", placed.Order.OrderId, placed.Order.State)

	events, err := orders.WatchOrder(ctx, &orderv1.WatchOrderRequest{OrderId: placed.Order.OrderId})
	if err != nil {
		log.Fatal(err)
	}
	for {
		message, err := events.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		if event := message.GetEvent(); event != nil {
			fmt.Println("event", event.Version, event.State)
		}
	}

	request.RequestId = "not a UUID"
	_, err = orders.PlaceOrder(ctx, request)
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok {
			fmt.Println("refused", status.Code(err), info.Reason)
		}
	}
}
