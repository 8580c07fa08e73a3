import alarm from './alarm.json';
import allergens from './allergens.json';
import answer from './answer.json';
import browse from './browse.json';
import devices from './devices.json';
import dialog from './dialog.json';
import driving from './driving.json';
import goods from './goods.json';
import help from './help.json';
import home from './home.json';
import ingredients from './ingredients.json';
import listen from './listen.json';
import map from './map.json';
import offers from './offers.json';
import outcomes from './outcomes.json';
import places from './places.json';
import print from './print.json';
import reasons from './reasons.json';
import screen from './screen.json';
import settings from './settings.json';
import slip from './slip.json';
import staff from './staff.json';
import status from './status.json';
import store from './store.json';
import talk from './talk.json';
import tools from './tools.json';
import upkeep from './upkeep.json';

/** All messages in Mandarin, the language that every key is in: a message is an ICU one. */
export const zh = {
  ...alarm,
  ...allergens,
  ...answer,
  ...browse,
  ...devices,
  ...dialog,
  ...driving,
  ...goods,
  ...help,
  ...home,
  ...ingredients,
  ...listen,
  ...map,
  ...offers,
  ...outcomes,
  ...places,
  ...print,
  ...reasons,
  ...screen,
  ...settings,
  ...slip,
  ...staff,
  ...status,
  ...store,
  ...talk,
  ...tools,
  ...upkeep,
};
