// docs/partner-devices.md, run as it is printed.
import { DEVICE_EVENTS, office, WEAK } from "./pages/office";
import { runsAsPrinted } from "./pages/run-page";

const page = runsAsPrinted("docs/partner-devices.md", { topology: office(WEAK), events: DEVICE_EVENTS });

it("the probe was asked on the machine that the program names", () => {
  expect(page.onDevice()).toContain("$ ssh probe@bastion.example nc -z 192.168.0.10 443");
});
