// The sending form: a button that adds where the phone is. Asked for only when it is pressed.
const PATIENCE = 15000; // milliseconds

function found(form, words, position) {
  form.elements.latitude.value = position.coords.latitude.toFixed(6);
  form.elements.longitude.value = position.coords.longitude.toFixed(6);
  words.textContent = words.parentElement.dataset.found;
}

addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-position] button");
  if (!button) return;
  const words = button.parentElement.querySelector("[role=status]");
  const fail = () => (words.textContent = words.parentElement.dataset.failed);
  if (!navigator.geolocation) return fail();
  navigator.geolocation.getCurrentPosition((position) => found(button.form, words, position), fail, {
    enableHighAccuracy: true,
    timeout: PATIENCE,
    maximumAge: 60000,
  });
});
